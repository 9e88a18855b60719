package dev.converge.desired;

import dev.converge.unit.Content;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All of a desired host as text, for the expectations of cases. */
final class DesiredText {

    private final StringBuilder text = new StringBuilder();

    private DesiredText() {}

    static String of(List<DesiredHost> hosts) {
        DesiredText text = new DesiredText();
        hosts.forEach(text::host);
        return text.text.toString();
    }

    private void host(DesiredHost host) {
        line("host " + host.name());
        host.plays().forEach(this::play);
    }

    private void play(DesiredPlay play) {
        line("play " + play.name());
        play.units().forEach(this::unit);
        play.strays()
                .forEach(rule -> line("strays " + rule.action() + " " + rule.match() + " except " + rule.except()));
        play.presets().forEach(preset -> line("preset " + preset.policy() + " " + preset.pattern()));
        play.exclusive()
                .forEach(rule -> line("exclusive " + rule.executable() + " of " + rule.unit()
                        + word(" processes ", rule.processes())));
        play.files().forEach(this::file);
        play.checks()
                .thresholds()
                .forEach(threshold -> line("threshold " + threshold.threshold() + " " + threshold.value()));
        play.checks()
                .waivers()
                .forEach(waiver -> line("waiver " + waiver.code() + word(" of ", waiver.unit()) + " until "
                        + waiver.until() + ": " + waiver.reason()));
    }

    private void unit(DesiredUnit unit) {
        line("unit " + unit.name()
                + word(" state ", unit.state())
                + word(" enabled ", unit.enabled())
                + word(" masked ", unit.masked())
                + " on_change "
                + unit.onChange());
        unit.file().ifPresent(content -> content("its file", content));
        unit.dropIns().forEach(this::content);
    }

    private void file(DesiredFile file) {
        line("file " + file.path() + " mode " + file.mode() + word(" owner ", file.owner())
                + word(" group ", file.group())
                + (file.notified().isEmpty() ? "" : " notify " + file.notified()));
        file.content().ifPresentOrElse(content -> content("content", content), () -> line("  absent"));
    }

    private void content(String title, Content content) {
        line("  " + title + ":");
        content.text()
                .orElse("not UTF-8\n")
                .lines()
                .forEach(written -> text.append(("    |" + written)).append('\n'));
    }

    private static String word(String title, Optional<?> value) {
        return value.map(word -> title + word).orElse("");
    }

    private void line(String line) {
        text.append(line.startsWith("file ") ? line : line.toLowerCase(Locale.ROOT))
                .append('\n');
    }
}
