package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeaningTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[Service] | Nice=5 ~ # note | [Service] |  | Nice = 5",
                "[Service] | Nice=5 ~ [Service] | Nice=4 | Nice=5",
                "[Service] | Nice=5 | UMask=022 ~ [Service] | UMask=0022 | [Unit] | [Service] | Nice=5",
                "[Service] | MemoryMax=2G ~ [Service] | MemoryMax=2147483648",
                "[Service] | RestartSec=90 ~ [Service] | RestartSec=1min 30s",
                "[Unit] | After=a.service b.service ~ [Unit] | After=b.service | After=a.service",
                "[Unit] | After=a.service ~ [Unit] | After= | After=a.service",
                "[Service] | Restart=always ~ [Service] | Restart=always | Restart=",
                "[Service] | Nice= | Nice=5 ~ [Service] | Nice=5",
                "[Service] | Foo=1 ~ [Service] | Foo=1",
                "[Service] | ExecStart=/bin/a \\|-b ~ [Service] | ExecStart=/bin/a  -b",
            })
    void textsThatSystemdCannotTellApartMeanTheSame(String one, String other) {
        assertThat(meanTheSame(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[Service] | Nice=5 ~ [Service] | Nice=6",
                "[Service] | Nice=5 ~ [Unit] | Nice=5",
                "[Service] | Nice=5 ~ [Service] | Nice=5 | UMask=022",
                "[Service] | MemoryMax= ~ [Service]",
                "[Service] | ExecStart= | ExecStart=/bin/a ~ [Service] | ExecStart=/bin/a",
                "[Service] | ExecStartPre=/bin/a | ExecStartPre=/bin/b ~ [Service] | ExecStartPre=/bin/b | ExecStartPre=/bin/a",
                "[Service] | Foo=1 ~ [Service] | Foo=2",
                "[Service] | Foo=1 | Foo=2 ~ [Service] | Foo=2 | Foo=1",
                "[X-Other] | A=1 ~ [X-Other] | A=2",
                "[Service] | MemoryMax=2GB ~ [Service] | MemoryMax=3GB",
                "[Service] | Nice=5 ~ [Service] | Nice=5 | [Unit",
                "'' ~ # a comment",
            })
    void textsThatSystemdReadsDifferentlyDoNot(String one, String other) {
        assertThat(meanTheSame(one, other)).isFalse();
    }

    private static boolean meanTheSame(String one, String other) {
        return parse(one).meansTheSameAs(parse(other), UnitType.SERVICE)
                && parse(other).meansTheSameAs(parse(one), UnitType.SERVICE);
    }

    private static UnitFile parse(String text) {
        return UnitFile.parse(Content.of(text.replace(" | ", "\n").replace("|", "\n")));
    }
}
