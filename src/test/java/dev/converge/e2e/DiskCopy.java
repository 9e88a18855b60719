package dev.converge.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a disk had written when a change was about to carry out a command.
 *
 * @param command its number
 * @param image the copy, which may have been taken at an earlier command: nothing was written in between
 * @param confirmed whether the change was confirmed by then, so that converge may have been told that it stands
 */
record DiskCopy(int command, String image, boolean confirmed) {

    /** From a line of {@code host.sh copy}. */
    static DiskCopy parse(String line) {
        List<String> words = List.of(line.split(" ", -1));
        return new DiskCopy(
                Integer.parseInt(words.get(0)), words.get(1), words.get(2).equals("yes"));
    }

    /** Of those with the same image the last, of which the most is asked. */
    static List<DiskCopy> distinct(List<DiskCopy> copies) {
        Map<String, DiskCopy> last = new LinkedHashMap<>();
        copies.forEach(copy -> last.put(copy.image(), copy));
        return new ArrayList<>(last.values());
    }
}
