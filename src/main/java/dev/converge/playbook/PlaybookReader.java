package dev.converge.playbook;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.unit.PlayName;
import dev.converge.yaml.YamlDocument;
import dev.converge.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads playbooks strictly: all problems of all files are collected. */
public final class PlaybookReader {

    private final Optional<Path> templates;
    private final Problems problems;

    private PlaybookReader(Optional<Path> templates, Problems problems) {
        this.templates = templates;
        this.problems = problems;
    }

    /**
     * @param playbooks files, in the order their plays are to come
     * @param templates of {@code --templates}; without it {@code templates/} beside the playbook's folder, or inside that folder when only
     *     that one exists
     * @return the plays that could be read; when problems were added they are not all there is
     */
    public static List<Play> read(List<Path> playbooks, Optional<Path> templates, Problems problems) {
        PlaybookReader reader = new PlaybookReader(templates, problems);
        List<Play> plays = new ArrayList<>();
        for (Path playbook : playbooks) {
            plays.addAll(reader.readFile(playbook));
        }
        reader.refuseSharedNames(plays);
        return List.copyOf(plays);
    }

    private List<Play> readFile(Path playbook) {
        return textOf(playbook)
                .map(text -> YamlDocument.read(playbook.toString(), text, problems))
                .map(document -> document.map(root -> playsOf(root, playbook)).orElse(List.of()))
                .orElse(List.of());
    }

    private Optional<String> textOf(Path playbook) {
        SourceSpot spot = SourceSpot.wholeFile(playbook.toString());
        try {
            String text = Files.readString(playbook);
            if (text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
                problems.add(spot, "the playbook holds no play", "begin each play with '- name: ...'");
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (NoSuchFileException missing) {
            problems.add(spot, "there is no such playbook");
        } catch (CharacterCodingException binary) {
            problems.add(spot, "the playbook is not UTF-8 text");
        } catch (IOException unreadable) {
            problems.add(
                    spot,
                    Files.isDirectory(playbook)
                            ? "this is a folder, expected a playbook"
                            : "the playbook cannot be read: " + unreadable);
        }
        return Optional.empty();
    }

    private List<Play> playsOf(YamlNode root, Path playbook) {
        if (!(root instanceof YamlNode.Sequence sequence)) {
            problems.add(root.spot(), "a playbook is a list of plays", "begin each play with '- name: ...'");
            return List.of();
        }
        if (sequence.items().isEmpty()) {
            problems.add(root.spot(), "the playbook holds no play", "begin each play with '- name: ...'");
        }
        Path folder = templatesFor(playbook, templates);
        List<Play> plays = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlNode.Mapping mapping) {
                new PlayReader(mapping, folder, problems).read().ifPresent(plays::add);
            } else {
                problems.add(item.spot(), "expected a play, which has keys such as 'name', 'hosts' and 'units'");
            }
        }
        return plays;
    }

    /**
     * The folder in which the templates of a playbook are looked up.
     *
     * @param given the folder of {@code --templates}
     */
    public static Path templatesFor(Path playbook, Optional<Path> given) {
        return given.orElseGet(() -> templatesBeside(playbook));
    }

    private static Path templatesBeside(Path playbook) {
        Path parent = playbook.getParent();
        Path beside = parent == null ? Path.of("..", "templates") : parent.resolveSibling("templates");
        Path inside = playbook.resolveSibling("templates");
        return !Files.isDirectory(beside) && Files.isDirectory(inside) ? inside : beside;
    }

    /** Two plays with one slug would own, and so remove, each other's files. */
    private void refuseSharedNames(List<Play> plays) {
        Map<PlayName, Play> first = new HashMap<>();
        for (Play play : plays) {
            Play other = first.putIfAbsent(play.name(), play);
            if (other != null) {
                problems.add(
                        play.spot(),
                        "play '" + play.title() + "' has the same short name '" + play.name() + "' as the play at "
                                + other.spot(),
                        "give it another name: the short name owns what a play writes on a host");
            }
        }
    }
}
