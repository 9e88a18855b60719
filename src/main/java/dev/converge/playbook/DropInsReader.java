package dev.converge.playbook;

import dev.converge.playbook.UnitDeclaration.DropInDeclaration;
import dev.converge.problem.Problems;
import dev.converge.unit.UnitName;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code dropins:} of one unit. */
final class DropInsReader {

    /** The name of the drop-in that converge makes of {@code restart}, {@code resources} and {@code settings}. */
    private static final String OWN = "zz-converge";

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_:@][A-Za-z0-9_:@.+-]*");
    private static final int LONGEST = 250;

    private final UnitName unit;
    private final Problems problems;

    DropInsReader(UnitName unit, Problems problems) {
        this.unit = unit;
        this.problems = problems;
    }

    List<DropInDeclaration> read(MappingReader unitKeys) {
        List<DropInDeclaration> dropIns = new ArrayList<>();
        for (YamlNode.Entry entry :
                unitKeys.takeMapping("dropins").map(YamlNode.Mapping::entries).orElse(List.of())) {
            boolean named = checkName(entry.key());
            Optional<ContentSource> content = content(entry);
            if (named && content.isPresent()) {
                dropIns.add(
                        new DropInDeclaration(entry.key().text(), entry.key().spot(), content.get()));
            }
        }
        return dropIns;
    }

    private boolean checkName(YamlNode.Scalar key) {
        String name = key.text();
        if (name.endsWith(".conf")) {
            problems.add(
                    key.spot(),
                    "the name of drop-in '" + name + "' ends in .conf",
                    "write '" + name.substring(0, name.length() - ".conf".length()) + "': converge adds .conf");
        } else if (!GRAMMAR.matcher(name).matches() || name.length() > LONGEST) {
            problems.add(
                    key.spot(),
                    "'" + name + "' cannot be the name of a drop-in",
                    "use letters, digits and : _ . + @ -, not beginning with a dot or a dash, such as '60-tls'");
        } else if (name.equals(OWN)) {
            problems.add(
                    key.spot(),
                    "the drop-in name '" + OWN + "' is taken by converge",
                    "put directives under 'restart', 'resources' or 'settings', or choose another name");
        } else if (!precedesOwn(name)) {
            problems.add(
                    key.spot(),
                    "drop-in '" + name + "' would apply after " + OWN + ".conf and so override 'restart', 'resources'"
                            + " and 'settings'",
                    "choose a name that sorts before " + OWN + ", such as '60-" + name + "'");
        } else {
            return true;
        }
        return false;
    }

    /** Drop-ins apply in byte order of their file names (SYSTEMD.md 2); names are ASCII here. */
    private static boolean precedesOwn(String name) {
        return (name + ".conf").compareTo(OWN + ".conf") < 0;
    }

    private Optional<ContentSource> content(YamlNode.Entry entry) {
        String what = "drop-in '" + entry.key().text() + "' of " + unit;
        if (!(entry.value() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    entry.value().spot(),
                    what + " should be a mapping",
                    "write { template: NAME } or { content: TEXT }");
            return Optional.empty();
        }
        MappingReader keys = new MappingReader(mapping, what, problems);
        Optional<ContentSource> content = ContentReader.take(keys, problems);
        keys.finish();
        ContentReader.refuseTwo(mapping, what, problems);
        if (ContentReader.isMissing(mapping)) {
            problems.add(entry.key().spot(), what + " has no content", "give it 'template', 'content' or 'copy'");
        }
        return content;
    }
}
