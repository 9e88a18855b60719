package dev.converge.template;

/**
 * Drops the newline right after a tag or a comment, as Ansible's {@code trim_blocks} does. Pebble has nothing like it, so the newline is put
 * into a comment of its own, which keeps the line numbers of everything below.
 */
final class BlockNewlines {

    private final String text;
    private final StringBuilder result;
    private int position;

    private BlockNewlines(String text) {
        this.text = text;
        this.result = new StringBuilder(text.length() + 64);
    }

    static String dropIn(String text) {
        return new BlockNewlines(text).rewritten();
    }

    private String rewritten() {
        while (position < text.length()) {
            int next = nextOpening();
            if (next < 0) {
                break;
            }
            copyTo(next);
            int end = endOfBlock(next);
            if (end < 0) {
                break; // never closed: Pebble says so, with its line
            }
            copyTo(end);
            hideNewline();
        }
        copyTo(text.length());
        return result.toString();
    }

    private int nextOpening() {
        for (int i = text.indexOf('{', position); i >= 0 && i + 1 < text.length(); i = text.indexOf('{', i + 1)) {
            char kind = text.charAt(i + 1);
            if (kind == '%' || kind == '#') {
                return i;
            }
        }
        return -1;
    }

    /** Behind the tag, the comment, or the whole of a verbatim block; -1 when it does not end. */
    private int endOfBlock(int start) {
        boolean comment = text.charAt(start + 1) == '#';
        int close = text.indexOf(comment ? "#}" : "%}", start + 2);
        if (close < 0) {
            return -1;
        }
        if (comment || !tag(start, close).equals("verbatim")) {
            return close + 2;
        }
        for (int open = text.indexOf("{%", close); open >= 0; open = text.indexOf("{%", open + 2)) {
            int end = text.indexOf("%}", open);
            if (end < 0) {
                return -1;
            }
            if (tag(open, end).equals("endverbatim")) {
                return end + 2;
            }
        }
        return -1;
    }

    private String tag(int start, int close) {
        String inner = text.substring(start + 2, close).strip();
        return inner.replaceFirst("^-", "").replaceFirst("-$", "").strip();
    }

    /** Where {@code -%}} or {@code -#}} trims already, a comment would stop it after the first newline. */
    private void hideNewline() {
        if (text.charAt(position - 3) == '-') {
            return;
        }
        int length = text.startsWith("\r\n", position) ? 2 : text.startsWith("\n", position) ? 1 : 0;
        if (length > 0) {
            result.append("{#");
            copyTo(position + length);
            result.append("#}");
        }
    }

    private void copyTo(int end) {
        result.append(text, position, end);
        position = end;
    }
}
