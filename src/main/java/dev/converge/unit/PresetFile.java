package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A preset file as systemd reads it, systemd.preset(5): the rules in their order, of which the first that matches decides. Comments,
 * blank lines and lines systemd cannot read are gone.
 */
public record PresetFile(List<Rule> rules) {

    public PresetFile {
        rules = List.copyOf(rules);
    }

    /**
     * @param pattern matched against full unit names; with instances, the name of a template
     * @param instances the instances of the template that the rule is about; none in most rules
     * @param line from 1
     * @param text as written, blanks stripped
     */
    public record Rule(PresetDecision.Policy policy, Glob pattern, List<String> instances, int line, String text) {
        public Rule {
            instances = List.copyOf(instances);
        }

        public boolean matches(UnitName unit) {
            return pattern.matches(unit) || isOneOfTheInstances(unit);
        }

        private boolean isOneOfTheInstances(UnitName unit) {
            return unit.instance().filter(instances::contains).isPresent()
                    && unit.template()
                            .filter(template -> template.value().equals(pattern.pattern()))
                            .isPresent();
        }

        private boolean saysTheSameAs(Rule other) {
            return policy == other.policy && pattern.equals(other.pattern) && instances.equals(other.instances);
        }
    }

    /** Any bytes at all. {@code ignore} is read as systemd 254 and newer read it. */
    public static PresetFile parse(Content content) {
        List<Rule> rules = new ArrayList<>();
        Lines lines = new Lines(content);
        while (lines.hasNext()) {
            Line line = lines.next();
            line.text()
                    .map(Lines::strip)
                    .flatMap(text -> rule(line.number(), text))
                    .ifPresent(rules::add);
        }
        return new PresetFile(rules);
    }

    /** Whether both hold the same rules in the same order. */
    public boolean meansTheSameAs(PresetFile other) {
        if (rules.size() != other.rules.size()) {
            return false;
        }
        for (int i = 0; i < rules.size(); i++) {
            if (!rules.get(i).saysTheSameAs(other.rules.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Rule> rule(int line, String text) {
        for (PresetDecision.Policy policy : PresetDecision.Policy.values()) {
            String verb = policy.verb();
            // A verb without a pattern says nothing. That "enable" alone crashes systemd is for the probe to report.
            if (text.startsWith(verb) && text.length() > verb.length() && Lines.isBlank(text.charAt(verb.length()))) {
                return rule(policy, Lines.strip(text.substring(verb.length())), line, text);
            }
        }
        return Optional.empty();
    }

    /** Only {@code enable} takes instances; what follows another verb is one pattern, blanks included. */
    private static Optional<Rule> rule(PresetDecision.Policy policy, String rest, int line, String text) {
        if (policy != PresetDecision.Policy.ENABLE) {
            return Optional.of(new Rule(policy, new Glob(rest), List.of(), line, text));
        }
        List<String> words = List.of(rest.split("[ \t]+", -1));
        String pattern = words.getFirst();
        boolean template = UnitName.parse(pattern).filter(UnitName::isTemplate).isPresent();
        return words.size() == 1 || template
                ? Optional.of(new Rule(policy, new Glob(pattern), words.subList(1, words.size()), line, text))
                : Optional.empty();
    }
}
