package dev.converge.ssh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first field of a known_hosts line: which hosts it speaks of. Either names and globs, where a match of a negated one outweighs all
 * others, or one hashed name. See "SSH_KNOWN_HOSTS FILE FORMAT" in
 * <a href="https://man.openbsd.org/sshd.8#SSH_KNOWN_HOSTS_FILE_FORMAT">sshd(8)</a>.
 */
sealed interface HostPatterns {

    /** @param host in the spelling of known_hosts: the name, or {@code [name]:port} for a port other than 22 */
    boolean match(String host);

    /** How known_hosts spells a host. */
    static String spelling(String address, int port) {
        String name = address.toLowerCase(Locale.ROOT);
        return port == 22 ? name : "[" + name + "]:" + port;
    }

    /** @throws IllegalArgumentException for a hash that is not one */
    static HostPatterns parse(String field) {
        if (field.startsWith("|")) {
            String[] parts = field.split("\\|", -1);
            if (parts.length != 4 || !parts[1].equals("1")) {
                throw new IllegalArgumentException("not a hashed name: " + field);
            }
            return new Hashed(
                    Base64.getDecoder().decode(parts[2]), Base64.getDecoder().decode(parts[3]));
        }
        return new Globs(List.of(field.toLowerCase(Locale.ROOT).split(",")));
    }

    /** Names, globs with {@code *} and {@code ?}, and either of them negated with {@code !}. */
    record Globs(List<String> patterns) implements HostPatterns {

        @Override
        public boolean match(String host) {
            boolean matched = false;
            for (String pattern : patterns) {
                if (pattern.startsWith("!")) {
                    if (globMatches(pattern.substring(1), host)) {
                        return false;
                    }
                } else {
                    matched |= globMatches(pattern, host);
                }
            }
            return matched;
        }

        /** In linear space and at worst quadratic time, whatever the pattern: it remembers only the last star. */
        private static boolean globMatches(String pattern, String text) {
            int p = 0;
            int star = -1;
            int resume = 0;
            int t = 0;
            while (t < text.length()) {
                char expected = p < pattern.length() ? pattern.charAt(p) : '\0';
                if (expected == '*') {
                    star = p;
                    resume = t;
                    p++;
                } else if (p < pattern.length() && (expected == '?' || expected == text.charAt(t))) {
                    p++;
                    t++;
                } else if (star >= 0) {
                    p = star + 1;
                    resume++;
                    t = resume;
                } else {
                    return false;
                }
            }
            return pattern.substring(p).chars().allMatch(rest -> rest == '*');
        }
    }

    /** HMAC-SHA1 of the name under a salt. */
    record Hashed(byte[] salt, byte[] hash) implements HostPatterns {

        @Override
        public boolean match(String host) {
            try {
                // One for each call: a Mac is not for two threads.
                Mac mac = Mac.getInstance("HmacSHA1");
                mac.init(new SecretKeySpec(salt, "HmacSHA1"));
                return MessageDigest.isEqual(hash, mac.doFinal(host.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every JDK has HmacSHA1", impossible);
            }
        }
    }
}
