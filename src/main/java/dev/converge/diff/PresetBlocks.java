package dev.converge.diff;

import dev.converge.unit.PlayName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of the preset file as blocks, each under the header of the play that owns it. Lines before the first header belong to nobody and stay. */
record PresetBlocks(List<Block> blocks) {

    static final PresetBlocks NONE = new PresetBlocks(List.of());

    private static final String HEADER = "# Managed by converge (play: ";
    private static final String REMOVED = "# Removed for good; these lines keep presets from bringing them back.";

    record Block(String header, List<String> lines) {
        Block {
            lines = List.copyOf(lines);
        }

        boolean belongsTo(PlayName play) {
            return header.equals(headerOf(play));
        }
    }

    PresetBlocks {
        blocks = List.copyOf(blocks);
    }

    static PresetBlocks parse(String text) {
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
        return new PresetBlocks(blocks);
    }

    /** The same file with one play's block replaced, in its old place if it had one; without lines the block goes. */
    PresetBlocks with(PlayName play, List<String> declared, List<String> removed) {
        List<String> lines = new ArrayList<>(declared);
        if (!removed.isEmpty()) {
            lines.add(REMOVED);
            lines.addAll(removed);
        }
        Optional<Block> block = lines.isEmpty() ? Optional.empty() : Optional.of(new Block(headerOf(play), lines));
        if (blocks.stream().noneMatch(old -> old.belongsTo(play))) {
            return new PresetBlocks(
                    Stream.concat(blocks.stream(), block.stream()).toList());
        }
        return new PresetBlocks(blocks.stream()
                .flatMap(old -> old.belongsTo(play) ? block.stream() : Stream.of(old))
                .toList());
    }

    /** The lines of a play's block that stand for removed units. */
    List<String> removedBy(PlayName play) {
        return blocks.stream()
                .filter(block -> block.belongsTo(play))
                .flatMap(block -> block.lines().stream().dropWhile(line -> !line.equals(REMOVED)))
                .filter(PresetBlocks::isRule)
                .toList();
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** What systemd reads: the rules in order. */
    List<String> rules() {
        return blocks.stream()
                .flatMap(block -> block.lines().stream())
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(PresetBlocks::isRule)
                .toList();
    }

    String text() {
        return blocks.stream()
                .flatMap(block -> Stream.concat(
                        Stream.of(block.header()).filter(header -> !header.isEmpty()), block.lines().stream()))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static boolean isRule(String line) {
        return !line.isBlank() && !line.strip().startsWith("#") && !line.strip().startsWith(";");
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
