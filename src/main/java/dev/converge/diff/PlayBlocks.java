package dev.converge.diff;

import dev.converge.unit.PlayName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of a file that plays share, as blocks, each under the header of the play that owns it. Lines before the first header belong to nobody and stay. */
record PlayBlocks(List<Block> blocks) {

    static final PlayBlocks NONE = new PlayBlocks(List.of());

    private static final String HEADER = "# Managed by converge (play: ";

    record Block(String header, List<String> lines) {
        Block {
            lines = List.copyOf(lines);
        }

        boolean belongsTo(PlayName play) {
            return header.equals(headerOf(play));
        }
    }

    PlayBlocks {
        blocks = List.copyOf(blocks);
    }

    static PlayBlocks parse(String text) {
        List<Block> blocks = new ArrayList<>();
        String header = "";
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(HEADER)) {
                addUnlessEmpty(blocks, header, lines);
                header = line;
                lines = new ArrayList<>();
            } else {
                lines.add(line);
            }
        }
        addUnlessEmpty(blocks, header, lines);
        return new PlayBlocks(blocks);
    }

    /** The same file with one play's block replaced, in its old place if it had one; without lines the block goes. */
    PlayBlocks with(PlayName play, List<String> lines) {
        Optional<Block> block = lines.isEmpty() ? Optional.empty() : Optional.of(new Block(headerOf(play), lines));
        if (blocks.stream().noneMatch(old -> old.belongsTo(play))) {
            return new PlayBlocks(Stream.concat(blocks.stream(), block.stream()).toList());
        }
        return new PlayBlocks(blocks.stream()
                .flatMap(old -> old.belongsTo(play) ? block.stream() : Stream.of(old))
                .toList());
    }

    /** The lines of a play's block; none when it has no block. */
    List<String> linesOf(PlayName play) {
        return blocks.stream()
                .filter(block -> block.belongsTo(play))
                .flatMap(block -> block.lines().stream())
                .toList();
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    String text() {
        return blocks.stream()
                .flatMap(block -> Stream.concat(
                        Stream.of(block.header()).filter(header -> !header.isEmpty()), block.lines().stream()))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String headerOf(PlayName play) {
        return HEADER + play + ")";
    }

    private static void addUnlessEmpty(List<Block> blocks, String header, List<String> lines) {
        if (!header.isEmpty() || !lines.isEmpty()) {
            blocks.add(new Block(header, lines));
        }
    }
}
