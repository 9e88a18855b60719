package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One command of {@code ExecStart=} and its like, systemd.service(5): a program and its arguments, quotes gone and specifiers put in.
 *
 * @param arguments the first is what the program is told to be called
 */
record ExecCommand(String path, List<String> arguments, boolean ignoresFailure) {

    private static final String PREFIXES = "-@:+!|";

    ExecCommand {
        arguments = List.copyOf(arguments);
    }

    /**
     * Several commands of one value are separated by a word that is a semicolon.
     *
     * @return nothing when a word cannot be told from files: an unknown specifier, an escape, a program without a path
     */
    static Optional<List<ExecCommand>> parse(UnitName unit, String value) {
        if (value.contains("\\")) {
            return Optional.empty();
        }
        Specifiers specifiers = Specifiers.ofValues(unit);
        List<ExecCommand> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String word : Words.of(value)) {
            if (!word.equals(";")) {
                words.add(word);
            } else if (!words.isEmpty()) {
                Optional<ExecCommand> command = of(words, specifiers);
                if (command.isEmpty()) {
                    return Optional.empty();
                }
                commands.add(command.get());
                words.clear();
            }
        }
        if (!words.isEmpty()) {
            Optional<ExecCommand> command = of(words, specifiers);
            if (command.isEmpty()) {
                return Optional.empty();
            }
            commands.add(command.get());
        }
        return Optional.of(commands);
    }

    private static Optional<ExecCommand> of(List<String> words, Specifiers specifiers) {
        int prefix = 0;
        String first = words.getFirst();
        while (prefix < first.length() && PREFIXES.indexOf(first.charAt(prefix)) >= 0) {
            prefix++;
        }
        String flags = first.substring(0, prefix);
        List<String> resolved = new ArrayList<>(List.of(first.substring(prefix)));
        resolved.addAll(words.subList(1, words.size()));
        List<String> expanded = specifiers.expand(resolved);
        if (expanded.size() < resolved.size() || !expanded.getFirst().startsWith("/")) {
            return Optional.empty();
        }
        List<String> arguments = flags.contains("@") ? expanded.subList(1, expanded.size()) : expanded;
        return arguments.isEmpty()
                ? Optional.empty()
                : Optional.of(new ExecCommand(expanded.getFirst(), arguments, flags.contains("-")));
    }

    /** The beginning of what systemctl prints; after it comes how the command last ran. */
    String shown() {
        return "{ path=" + path + " ; argv[]=" + String.join(" ", arguments) + " ; ignore_errors="
                + (ignoresFailure ? "yes" : "no") + " ;";
    }
}
