package dev.converge.inventory;

import dev.converge.host.HostName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One part of a host pattern, between two separators.
 *
 * @param written without its sign
 * @param name without its subscript
 * @param matches whether it means the group or host of a name
 * @param also whether it means hosts too where it has matched a group: globs and expressions do, a plain name does not
 */
record PatternPart(
        Sign sign, String written, String name, Predicate<String> matches, boolean also, Subscript subscript) {

    enum Sign {
        UNION,
        INTERSECTION,
        EXCLUSION
    }

    /**
     * Which of the matched hosts, by their place; negative places count from the end.
     *
     * @param last its place too belongs to it
     */
    record Subscript(int first, int last) {
        static final Subscript WHOLE = new Subscript(0, -1);

        List<HostName> of(List<HostName> hosts) {
            int from = first < 0 ? hosts.size() + first : first;
            int to = Math.min(last < 0 ? hosts.size() + last : last, hosts.size() - 1);
            return from < 0 || from > to ? List.of() : hosts.subList(from, to + 1);
        }
    }

    /** A run of anything but separators, or of a whole bracketed expression, which may hold colons. */
    private static final Pattern BETWEEN_COLONS = Pattern.compile("(?:[^\\s:\\[\\]]|\\[[^\\]]*])+");

    private static final Pattern SUBSCRIPTED =
            Pattern.compile("(.+)\\[(?:(-?[0-9]{1,9})|([0-9]{1,9})[:-]([0-9]{0,9}))]");

    /** All eight groups, or a pair of colons that stands for some; so {@code db:ca:fe} stays three groups. */
    private static final Pattern IPV6 =
            Pattern.compile("(?=.*::|(?:[^:]*:){7}[^:]*$)[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:[.][0-9.]+)?");

    /**
     * @throws IllegalArgumentException for a part that is no pattern
     */
    static List<PatternPart> parse(String text) {
        List<PatternPart> parts = new ArrayList<>();
        for (String piece : text.split(",", -1)) {
            String stripped = piece.strip();
            if (isOne(stripped)) {
                parts.add(part(stripped));
                continue;
            }
            Matcher matcher = BETWEEN_COLONS.matcher(stripped);
            int end = 0;
            while (matcher.find()) {
                requireSeparators(stripped.substring(end, matcher.start()), text);
                parts.add(part(matcher.group()));
                end = matcher.end();
            }
            requireSeparators(stripped.substring(end), text);
        }
        return parts;
    }

    /** An address with colons of its own, or an expression, in which a colon is a colon only after a comma. */
    private static boolean isOne(String piece) {
        String bare = piece.startsWith("!") || piece.startsWith("&") ? piece.substring(1) : piece;
        return IPV6.matcher(bare).matches();
    }

    private static void requireSeparators(String between, String text) {
        if (!between.chars().allMatch(c -> c == ':' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException("the host pattern '" + text + "' has a bracket without its partner");
        }
    }

    private static PatternPart part(String piece) {
        Sign sign = switch (piece.charAt(0)) {
            case '&' -> Sign.INTERSECTION;
            case '!' -> Sign.EXCLUSION;
            default -> Sign.UNION;
        };
        String written = sign == Sign.UNION ? piece : piece.substring(1);
        if (written.isEmpty()) {
            throw new IllegalArgumentException("a host pattern with '" + piece + "' and no name behind it");
        }
        if (written.startsWith("~")) {
            return new PatternPart(sign, written, written, expression(written.substring(1)), true, Subscript.WHOLE);
        }
        Matcher subscripted = SUBSCRIPTED.matcher(written);
        String name = subscripted.matches() ? subscripted.group(1) : written;
        boolean glob = name.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
        Predicate<String> matches =
                name.equals("*") || name.equals(Draft.ALL) ? Draft.ALL::equals : glob ? glob(name) : name::equals;
        boolean also = glob && !name.equals("*");
        return new PatternPart(
                sign, written, name, matches, also, subscripted.matches() ? subscript(subscripted) : Subscript.WHOLE);
    }

    private static Subscript subscript(Matcher matcher) {
        if (matcher.group(2) != null) {
            int place = Integer.parseInt(matcher.group(2));
            return new Subscript(place, place);
        }
        String last = matcher.group(4);
        return new Subscript(Integer.parseInt(matcher.group(3)), last.isEmpty() ? -1 : Integer.parseInt(last));
    }

    /** Like Python's re.match: from the begin of the name, not to its end. */
    private static Predicate<String> expression(String expression) {
        try {
            Pattern pattern = Pattern.compile(expression);
            return name -> pattern.matcher(name).lookingAt();
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "'~" + expression + "' is no regular expression: " + wrong.getDescription(), wrong);
        }
    }

    private static Predicate<String> glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (close > 0) {
                String inner = glob.substring(i + 1, close)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&&", "&\\&");
                regex.append('[')
                        .append(inner.startsWith("!") ? "^" + inner.substring(1) : inner.replaceFirst("^\\^", "\\\\^"))
                        .append(']');
                i = close;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return compiled(glob, regex.toString());
    }

    private static Predicate<String> compiled(String glob, String regex) {
        try {
            return Pattern.compile(regex).asMatchPredicate();
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("'" + glob + "' is no host pattern: " + wrong.getDescription(), wrong);
        }
    }

    /** The hosts it means, in inventory order, whatever its sign. */
    List<HostName> select(Inventory inventory) {
        Set<HostName> found = new LinkedHashSet<>();
        boolean group = false;
        for (Inventory.Group candidate : inventory.groups().values()) {
            if (matches.test(candidate.name())) {
                group = true;
                found.addAll(candidate.hosts());
            }
        }
        if (!group || also) {
            inventory.hosts().stream()
                    .map(InventoryHost::name)
                    .filter(host -> matches.test(host.value()))
                    .forEach(found::add);
        }
        return subscript.of(inventory.hosts().stream()
                .map(InventoryHost::name)
                .filter(found::contains)
                .toList());
    }
}
