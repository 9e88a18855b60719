package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.service",
                "avatar-tank.service",
                "-.mount",
                "-.slice",
                "dev-disk-by\\x2dlabel.swap",
                "a:b_c.d@e.service",
                "foo@.service",
                "foo@bar@baz.service",
                ".x.service",
                "1.timer",
                "A.socket",
                "x.device",
                "x.automount",
                "x.target",
                "x.path",
                "x.scope",
            })
    void whatSystemdTakesForAUnitIsAUnitName(String text) {
        Optional<UnitName> name = UnitName.parse(text);

        assertThat(name).map(UnitName::value).contains(text);
    }

    static List<String> refused() {
        return List.of(
                "",
                "a",
                "a.",
                ".service",
                "a.Service",
                "a.services",
                "a.conf",
                "a.snapshot",
                "@a.service",
                "@.service",
                "a b.service",
                " a.service",
                "a.service ",
                "a/b.service",
                "../a.service",
                "a\n.service",
                "a.service\n",
                "\u00e4.service",
                "a\u0000.service",
                "a%i.service",
                "a*.service",
                "--help",
                "$(reboot).service",
                "a".repeat(248) + ".service");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatSystemdIgnoresIsNoUnitName(String text) {
        assertThat(UnitName.isValid(text)).isFalse();
        assertThat(UnitName.parse(text)).isEmpty();
        assertThatThrownBy(() -> new UnitName(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a unit name: '" + text + "'");
    }

    @Test
    void theLongestNameHas255Bytes() {
        String longest = "a".repeat(247) + ".service";

        boolean valid = UnitName.isValid(longest);

        assertThat(longest).hasSize(255);
        assertThat(valid).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a.service,           a,         SERVICE, false, ,",
        "foo@.service,        foo@,      SERVICE, true,  ,",
        "foo@bar.service,     foo@bar,   SERVICE, false, bar,  foo@.service",
        "foo@b@c.timer,       foo@b@c,   TIMER,   false, b@c,  foo@.timer",
        "a.b.socket,          a.b,       SOCKET,  false, ,",
    })
    void aNameKnowsItsParts(
            String text, String stem, UnitType type, boolean template, String instance, String templateName) {
        UnitName name = new UnitName(text);

        assertThat(name.stem()).isEqualTo(stem);
        assertThat(name.type()).isEqualTo(type);
        assertThat(name.isTemplate()).isEqualTo(template);
        assertThat(name.instance()).isEqualTo(Optional.ofNullable(instance));
        assertThat(name.template().map(UnitName::value)).isEqualTo(Optional.ofNullable(templateName));
    }

    @Test
    void anInstanceIsMadeFromATemplateOnly() {
        UnitName template = new UnitName("foo@.service");

        UnitName instance = template.withInstance("bar");

        assertThat(instance).hasToString("foo@bar.service");
        assertThatThrownBy(() -> instance.withInstance("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("foo@bar.service is no template");
    }
}
