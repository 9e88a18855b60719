package dev.converge.desired;

import dev.converge.playbook.ContentSource;
import dev.converge.playbook.FileDeclaration;
import dev.converge.playbook.Text;
import dev.converge.problem.Problems;
import dev.converge.problem.Spelling;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The entries of {@code files:} of one play on one host. */
final class FileEvaluation {

    private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");
    /** What useradd takes on common distributions, or a number. */
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,30}\\$?|[0-9]{1,9}");

    private final Evaluation evaluation;
    private final Claims claims;
    private final List<UnitName> units;
    private final Problems problems;

    /** @param units those that the play declares */
    FileEvaluation(Evaluation evaluation, Claims claims, List<UnitName> units) {
        this.evaluation = evaluation;
        this.claims = claims;
        this.units = units;
        this.problems = evaluation.problems();
    }

    Optional<DesiredFile> desired(FileDeclaration file) {
        Optional<HostPath> path = path(file.path());
        Optional<ContentSource> source = file.absent() ? Optional.empty() : file.content();
        Optional<Content> content = source.flatMap(evaluation::content);
        FileMode mode = file.mode().flatMap(this::mode).orElse(FileMode.UNIT_FILE);
        Optional<String> owner = file.owner().flatMap(name -> account("owner", name));
        Optional<String> group = file.group().flatMap(name -> account("group", name));
        List<UnitName> notified = notified(file.notified());
        return path.map(known -> new DesiredFile(known, content, mode, owner, group, notified));
    }

    private Optional<HostPath> path(Text text) {
        Optional<String> evaluated = evaluation.text(text);
        if (evaluated.isEmpty()) {
            return Optional.empty();
        }
        String written = evaluated.get();
        if (!HostPath.isValid(written)) {
            problems.add(
                    text.spot(),
                    "'" + written + "' is not a plain absolute path",
                    "begin it with / and leave out '.', '..', double and trailing slashes");
            return Optional.empty();
        }
        HostPath path = new HostPath(written);
        claims.claim("file " + path, text.spot());
        ReservedPlaces.remedyFor(path)
                .ifPresent(remedy -> problems.add(text.spot(), path + " cannot be declared under 'files'", remedy));
        return Optional.of(path);
    }

    private Optional<FileMode> mode(Text text) {
        return evaluation.text(text).flatMap(written -> {
            if (MODE.matcher(written).matches()) {
                return Optional.of(new FileMode(Integer.parseInt(written, 8)));
            }
            problems.add(
                    text.spot(),
                    "'" + written + "' is not a file mode, expected octal digits",
                    "write it as stat prints it, such as \"0640\"");
            return Optional.empty();
        });
    }

    private Optional<String> account(String key, Text text) {
        return evaluation.text(text).flatMap(written -> {
            if (ACCOUNT.matcher(written).matches()) {
                return Optional.of(written);
            }
            problems.add(
                    text.spot(),
                    "'" + written + "' is not a name or number for '" + key + "'",
                    written.contains(":") ? "write the user under 'owner' and the group under 'group'" : "");
            return Optional.empty();
        });
    }

    private List<UnitName> notified(List<Text> texts) {
        List<UnitName> notified = new ArrayList<>();
        for (Text text : texts) {
            evaluation.text(text).ifPresent(written -> {
                Optional<UnitName> declared = units.stream()
                        .filter(unit -> unit.value().equals(written))
                        .findFirst();
                declared.ifPresentOrElse(notified::add, () -> undeclared(written, text));
            });
        }
        return notified;
    }

    private void undeclared(String written, Text text) {
        String hint = Spelling.hint(written, units.stream().map(UnitName::value).toList());
        problems.add(
                text.spot(),
                "'notify' names " + written + ", which this play does not declare",
                hint.isEmpty() ? "declare it under 'units', '{}' is enough" : hint);
    }
}
