package dev.converge.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, as far as it can be checked: fenced blocks, headings and links. */
public record MarkdownPage(Path file, List<Block> blocks, List<String> headings, List<String> links) {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final String FENCE = "```";

    /**
     * What stands between two fences.
     *
     * @param language the word after the opening fence; empty when there is none
     * @param line of the opening fence, counted from 1
     * @param text with a newline at the end of each line
     */
    public record Block(Path file, String language, int line, String text) {

        public boolean isCommands() {
            return language.equals("sh");
        }

        /** Where it is: the name of the test. */
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** README.md, then the pages below docs/ by name. */
    public static List<MarkdownPage> all() {
        try (Stream<Path> below = Files.walk(Path.of("docs"))) {
            Stream<Path> pages =
                    below.filter(file -> file.toString().endsWith(".md")).sorted();
            return Stream.concat(Stream.of(Path.of("README.md")), pages)
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static MarkdownPage read(Path file) {
        List<Block> blocks = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        List<String> links = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(FENCE)) {
                int end = endOfBlock(file, lines, i);
                blocks.add(new Block(
                        file, line.substring(FENCE.length()).strip(), i + 1, text(lines.subList(i + 1, end))));
                i = end;
            } else if (line.startsWith("#")) {
                headings.add(line.replaceFirst("^#+ ", ""));
            } else {
                Matcher link = LINK.matcher(line);
                while (link.find()) {
                    links.add(link.group(1));
                }
            }
        }
        return new MarkdownPage(file, blocks, headings, links);
    }

    private static int endOfBlock(Path file, List<String> lines, int start) {
        int end = start + 1 + lines.subList(start + 1, lines.size()).indexOf(FENCE);
        if (end == start) {
            throw new IllegalStateException(file + ":" + (start + 1) + ": the block has no end");
        }
        return end;
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
