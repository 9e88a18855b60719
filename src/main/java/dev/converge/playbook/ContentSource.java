package dev.converge.playbook;

/** Where the text of a file comes from. */
public sealed interface ContentSource {

    /** {@code template: NAME}. */
    record Template(Text name) implements ContentSource {}

    /** {@code content: |}. */
    record Inline(Text text) implements ContentSource {}

    /** {@code copy: NAME}: the bytes as they are. */
    record Copy(Text name) implements ContentSource {}
}
