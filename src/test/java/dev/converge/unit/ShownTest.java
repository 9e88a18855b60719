package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShownTest {

    private static final UnitTree TREE = Trees.of(
            "/usr/lib/systemd/system/chrony.service",
            "/etc/systemd/system/chronyd.service -> /usr/lib/systemd/system/chrony.service");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.service    | RestartSec       | 90                         | RestartUSec=1min 30s",
                "a.service    | TimeoutSec       | 90                         | TimeoutStartUSec=1min 30s, TimeoutStopUSec=1min 30s",
                "a.socket     | TimeoutSec       | 90                         | TimeoutUSec=1min 30s",
                "a.service    | LimitNOFILE      | 1024:4096                  | LimitNOFILE=4096, LimitNOFILESoft=1024",
                "a.service    | CPUQuota         | 80%                        | CPUQuotaPerSecUSec=800ms",
                "a.service    | MemoryMax        | 2G                         | MemoryMax=2147483648",
                "a.service    | MemoryMax        | 50%                        | ''",
                "a@x-y.service| Description      | %p of %I (%i), 100%%       | Description=a of x/y (x-y), 100%",
                "a.service    | Description      | on %H                      | ''",
                "a.service    | After            | b.target chronyd.service   | After=b.target chrony.service",
                "a@x.service  | After            | b@.service                 | After=b@x.service",
                "a.service    | PIDFile          | a.pid                      | PIDFile=/run/a.pid",
                "a.service    | PIDFile          | /var/run/a.pid             | PIDFile=/run/a.pid",
                "a.service    | EnvironmentFile  | -/etc/default/a            | EnvironmentFiles=/etc/default/a (ignore_errors=yes)",
                "a.service    | Environment      | A=1 B=2 A=3                | Environment=A=3 B=2",
                "a.service    | ExecStart        | -/bin/x '%n b' ; /bin/y    | ExecStart={ path=/bin/x ; argv[]=/bin/x a.service b ; ignore_errors=yes ;\\n{ path=/bin/y ; argv[]=/bin/y ; ignore_errors=no ;",
                "a.service    | ExecStart        | @/bin/x y z                | ExecStart={ path=/bin/x ; argv[]=y z ; ignore_errors=no ;",
                "a.service    | ExecStart        | true                       | ''",
                "a.socket     | ListenStream     | 22                         | Listen=[::]:22 (Stream)",
                "a.socket     | ListenFIFO       | /run/a/                    | Listen=/run/a (FIFO)",
                "a.timer      | OnBootSec        | 900                        | TimersMonotonic={ OnBootUSec=15min ;",
                "a.service    | CapabilityBoundingSet | CAP_KILL CAP_CHOWN    | CapabilityBoundingSet=cap_kill cap_chown",
                "a.service    | CapabilityBoundingSet | ~CAP_KILL             | ''",
                "a.service    | IPAddressDeny    | any                        | IPAddressDeny=0.0.0.0/0 ::/0",
                "a.timer      | OnCalendar       | daily                      | ''",
            })
    void valuesAreSpelledAsSystemctlSpellsThem(String unit, String directive, String value, String shown) {
        List<Shown.Property> properties = shown(unit, directive, value);

        assertThat(properties.stream()
                        .map(property -> property.name() + "=" + property.text())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(shown.replace("\\n", "\n"));
    }

    @Test
    void dependenciesAreFoundAmongThoseThatSystemdAdds() {
        Shown.Property after =
                shown("a.service", "After", "b.target c\\x2dd.service").getFirst();

        assertThat(after.agreesWith("sysinit.target \"c\\\\x2dd.service\" b.target"))
                .isTrue();
        assertThat(after.agreesWith("sysinit.target b.target")).isFalse();
    }

    @Test
    void linesOfCommandsMustAllBeThere() {
        Shown.Property start = shown("a.service", "ExecStart", "/bin/x").getFirst();
        String line = "{ path=/bin/x ; argv[]=/bin/x ; ignore_errors=no ; start_time=[n/a] ; pid=0 }";

        assertThat(start.agreesWith(line)).isTrue();
        assertThat(start.agreesWith(line + "\n" + line)).isFalse();
        assertThat(start.agreesWith(line.replace("/bin/x", "/bin/y"))).isFalse();
    }

    @Test
    void whatCannotBeForetoldHasAReason() {
        Directive conditions =
                Directives.find(UnitType.SERVICE, "ConditionPathExists").orElseThrow();
        Directive limit = Directives.find(UnitType.SERVICE, "LimitNOFILE").orElseThrow();

        assertThat(Shown.reason(conditions)).contains("systemctl prints conditions as [unprintable]");
        assertThat(Shown.reason(limit)).isEmpty();
    }

    private static List<Shown.Property> shown(String name, String directive, String... values) {
        UnitName unit = new UnitName(name);
        return Shown.of(TREE, unit, Directives.find(unit.type(), directive).orElseThrow(), List.of(values));
    }
}
