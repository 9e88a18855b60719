package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** IP addresses as text and as 4 or 16 bytes. The platform's own parser would ask a name server for what it does not understand. */
final class InternetAddressText {

    private static final Pattern BYTE = Pattern.compile("[0-9]{1,3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int GROUPS = 8;

    private InternetAddressText() {}

    static Optional<List<Integer>> parse(String text) {
        return text.contains(":") ? version6(text) : version4(text);
    }

    /** {@code 127.0.0.1}, {@code [::1]}: the longest row of zeros is left out. */
    static String of(List<Integer> bytes) {
        if (bytes.size() == 4) {
            return bytes.stream().map(String::valueOf).collect(Collectors.joining("."));
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < bytes.size(); i += 2) {
            groups.add(Integer.toHexString(bytes.get(i) << 8 | bytes.get(i + 1)));
        }
        for (int length = GROUPS; length > 1; length--) {
            for (int start = 0; start + length <= GROUPS; start++) {
                if (groups.subList(start, start + length).stream().allMatch("0"::equals)) {
                    return "[" + String.join(":", groups.subList(0, start)) + "::"
                            + String.join(":", groups.subList(start + length, GROUPS)) + "]";
                }
            }
        }
        return "[" + String.join(":", groups) + "]";
    }

    private static Optional<List<Integer>> version4(String text) {
        String[] parts = text.split("\\.", -1);
        List<Integer> bytes = new ArrayList<>();
        for (String part : parts) {
            if (BYTE.matcher(part).matches() && Integer.parseInt(part) < 256) {
                bytes.add(Integer.valueOf(part));
            }
        }
        return parts.length == 4 && bytes.size() == 4 ? Optional.of(bytes) : Optional.empty();
    }

    private static Optional<List<Integer>> version6(String text) {
        int gap = text.indexOf("::");
        List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap));
        List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
        int missing = GROUPS * 2 - head.size() - tail.size();
        if (head.contains(-1) || tail.contains(-1) || (gap < 0 ? missing != 0 : missing < 1)) {
            return Optional.empty();
        }
        List<Integer> bytes = new ArrayList<>(head);
        for (int i = 0; i < missing; i++) {
            bytes.add(0);
        }
        bytes.addAll(tail);
        return Optional.of(bytes);
    }

    /** The bytes of groups between colons, the last of which may be an IPv4 address; -1 for what is none. */
    private static List<Integer> groups(String text) {
        List<Integer> bytes = new ArrayList<>();
        for (String group : text.isEmpty() ? new String[0] : text.split(":", -1)) {
            if (group.contains(".")) {
                bytes.addAll(version4(group).orElse(List.of(-1)));
            } else if (GROUP.matcher(group).matches()) {
                int number = Integer.parseInt(group, 16);
                bytes.add(number >> 8);
                bytes.add(number & 0xFF);
            } else {
                bytes.add(-1);
            }
        }
        return bytes;
    }
}
