package dev.converge.report.sweep;

import dev.converge.report.Visible;
import java.util.stream.Collectors;

/**
 * HTML that closes what it opens, and in which foreign text can only be text. Class names, ids and addresses are our own words, never a host's.
 */
final class Markup {

    private final StringBuilder html = new StringBuilder();

    /** An element with elements in it. */
    void in(String element, String style, Runnable inside) {
        open(element, "class", style);
        inside.run();
        close(element);
    }

    /** One that can be linked to. */
    void in(String element, String style, String id, Runnable inside) {
        open(element, "class", style, "id", id);
        inside.run();
        close(element);
    }

    /** An element with nothing but text in it. */
    void in(String element, String style, String text) {
        in(element, style, () -> text(text));
    }

    void link(String address, String text) {
        open("a", "href", address);
        text(text);
        close("a");
    }

    /** A style sheet of our own, as it stands: the hash in the policy is that of these very bytes. */
    void style(String css) {
        html.append("<style>").append(css).append("</style>\n");
    }

    /** Text that somebody else may have written. */
    void text(String text) {
        String harmless = text.lines().map(Visible::of).collect(Collectors.joining("\n"));
        html.append(escaped(harmless));
    }

    /**
     * Of an element with attributes.
     *
     * @param attributes names and values in turn; those with an empty value are left out
     */
    void open(String element, String... attributes) {
        html.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                html.append(' ').append(attributes[i]).append("=\"");
                html.append(escaped(Visible.of(attributes[i + 1]))).append('"');
            }
        }
        html.append('>');
    }

    void close(String element) {
        html.append("</").append(element).append('>');
        if (element.length() > 1) {
            html.append('\n');
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
