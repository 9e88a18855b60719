package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PresetTest {

    private static final String ETC = "/etc/systemd/system-preset/";
    private static final UnitName FOO = new UnitName("foo.service");

    @Test
    void withoutAMatchingRuleAUnitIsEnabled() {
        assertThat(Trees.of(ETC + "50.preset: disable bar*").preset(FOO))
                .isEqualTo(new PresetDecision(PresetDecision.Policy.ENABLE, Optional.empty()));
    }

    @Test
    void theFirstRuleOfAllFilesByNameDecidesAndSaysWhereItStands() {
        UnitTree tree = Trees.of(
                "/usr/lib/systemd/system-preset/10.preset: # first | enable bar.service |   disable  foo.* ",
                ETC + "50.preset: enable foo.service");

        PresetDecision decision = tree.preset(FOO);

        assertThat(decision.policy()).isEqualTo(PresetDecision.Policy.DISABLE);
        assertThat(decision.rule())
                .contains(new PresetDecision.Rule(
                        new HostPath("/usr/lib/systemd/system-preset/10.preset"), 3, "disable  foo.*"));
    }

    @Test
    void aFileHidesThoseOfItsNameInWeakerDirectories() {
        UnitTree tree = Trees.of(
                ETC + "10.preset -> /dev/null",
                "/run/systemd/system-preset/10.preset: disable foo.service",
                "/run/systemd/system-preset/20.preset:",
                "/usr/local/lib/systemd/system-preset/20.preset: disable foo.service",
                "/usr/lib/systemd/system-preset/30.preset: ignore foo.service",
                "/lib/systemd/system-preset/30.preset: disable foo.service",
                ETC + "05.conf: disable foo.service",
                ETC + ".06.preset: disable foo.service");

        assertThat(tree.preset(FOO).policy()).isEqualTo(PresetDecision.Policy.IGNORE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                // the rule, a unit, what the two rules together say of it
                "disable foo.service ~ foo.service ~ DISABLE",
                "disable FOO.service ~ foo.service ~ ENABLE",
                "disable foo ~ foo.service ~ ENABLE",
                "disable f[a-z]?.service ~ foo.service ~ DISABLE",
                "disable f\\oo.service ~ foo.service ~ ENABLE",
                "Disable foo.service ~ foo.service ~ ENABLE",
                "disabled foo.service ~ foo.service ~ ENABLE",
                "disable foo.service bar.service ~ foo.service ~ ENABLE",
                "disable ~ foo.service ~ ENABLE",
                "enable ~ foo.service ~ ENABLE",
                "; disable * ~ foo.service ~ ENABLE",
                // only enable takes instances, and only of a template
                "enable t@.service a b | disable * ~ t@a.service ~ ENABLE",
                "enable t@.service a b | disable * ~ t@c.service ~ DISABLE",
                "enable t@.service a b | disable * ~ t@.service ~ ENABLE",
                "enable foo.service a | disable * ~ foo.service ~ DISABLE",
                "disable t@.service a | enable * ~ t@a.service ~ ENABLE",
                "disable t@*.service ~ t@a.service ~ DISABLE",
            })
    void linesAreReadAsSystemdReadsThem(String rules, String unit, PresetDecision.Policy expected) {
        UnitTree tree = Trees.of(ETC + "50.preset: " + rules);

        assertThat(tree.preset(new UnitName(unit)).policy()).isEqualTo(expected);
    }

    @Test
    void oldVersionsDoNotKnowIgnore() {
        String rules = ETC + "50.preset: ignore foo.service | disable foo.service";

        assertThat(UnitTree.of(Trees.states(rules), new SystemdVersion(252))
                        .preset(FOO)
                        .policy())
                .isEqualTo(PresetDecision.Policy.DISABLE);
        assertThat(UnitTree.of(Trees.states(rules), new SystemdVersion(254))
                        .preset(FOO)
                        .policy())
                .isEqualTo(PresetDecision.Policy.IGNORE);
    }

    @Test
    void filesWithTheSameRulesInTheSameOrderMeanTheSame() {
        PresetFile file = PresetFile.parse(Content.of("# note\nenable a.service\r\n\ndisable\tb*\n"));

        assertThat(file.meansTheSameAs(PresetFile.parse(Content.of("enable  a.service \ndisable b*"))))
                .isTrue();
        assertThat(file.meansTheSameAs(PresetFile.parse(Content.of("disable b*\nenable a.service"))))
                .isFalse();
        assertThat(file.meansTheSameAs(PresetFile.parse(Content.of("enable a.service"))))
                .isFalse();
    }
}
