package dev.converge.playbook;

import dev.converge.finding.FindingCode;
import dev.converge.playbook.ChecksDeclaration.WaiverDeclaration;
import dev.converge.problem.Problems;
import dev.converge.problem.Spelling;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads one entry of {@code waivers:}. */
final class WaiverReader {

    private static final String EXAMPLE =
            "write it as '- { code: unknown-unit, unit: \"legacy-*.service\", reason: \"why\", until: 2027-03-31 }'";

    private final YamlNode item;
    private final Problems problems;

    WaiverReader(YamlNode item, Problems problems) {
        this.item = item;
        this.problems = problems;
    }

    /** The waiver; nothing, with problems, when it does not say what it waives, why and until when. */
    Optional<WaiverDeclaration> read() {
        if (item instanceof YamlNode.Mapping mapping) {
            return read(mapping);
        }
        problems.add(item.spot(), "expected a waiver", EXAMPLE);
        return Optional.empty();
    }

    private Optional<WaiverDeclaration> read(YamlNode.Mapping mapping) {
        MappingReader keys = new MappingReader(mapping, "a waiver", problems);
        ScalarReader scalars = new ScalarReader(keys, problems);
        require(keys, "code", "say which finding it is about, such as code: unknown-unit");
        require(keys, "reason", "whoever reads the report has to know why nobody mends it: reason: \"OPS-12\"");
        require(keys, "until", "a waiver must end, or it hides the finding for ever: until: 2027-03-31");
        Optional<FindingCode> code = keys.takeScalar("code").flatMap(this::code);
        Optional<Text> unit = scalars.takeText("unit");
        Optional<Text> reason = scalars.takeText("reason");
        Optional<LocalDate> until = keys.takeScalar("until").flatMap(this::date);
        keys.finish();
        // A pattern that cannot be read must not become a waiver of every unit.
        boolean narrowed = keys.take("unit").isEmpty() || unit.isPresent();
        return code.isPresent() && reason.isPresent() && until.isPresent() && narrowed
                ? Optional.of(new WaiverDeclaration(item.spot(), code.get(), unit, reason.get(), until.get()))
                : Optional.empty();
    }

    private void require(MappingReader keys, String key, String why) {
        if (keys.take(key).isEmpty()) {
            problems.add(item.spot(), "this waiver has no '" + key + "'", why);
        }
    }

    private Optional<FindingCode> code(YamlNode.Scalar written) {
        List<FindingCode> codes = Arrays.asList(FindingCode.values());
        Optional<FindingCode> code = codes.stream()
                .filter(known -> known.toString().equals(written.text()))
                .findFirst();
        if (code.isEmpty()) {
            List<String> words = codes.stream().map(FindingCode::toString).toList();
            String hint = Spelling.hint(written.text(), words);
            problems.add(
                    written.spot(),
                    "'" + written.text() + "' is not the code of a finding",
                    hint.isEmpty() ? "the codes are listed in docs/findings.md" : hint);
        }
        return code;
    }

    private Optional<LocalDate> date(YamlNode.Scalar written) {
        try {
            return Optional.of(LocalDate.parse(written.text()));
        } catch (DateTimeParseException noDate) {
            problems.add(
                    written.spot(),
                    "'until' is '" + written.text() + "', expected a day",
                    "write the last day on which the waiver holds, such as 2027-03-31");
            return Optional.empty();
        }
    }
}
