package dev.converge.desired;

import dev.converge.problem.SourceSpot;
import dev.converge.unit.Content;
import dev.converge.unit.Directive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds the text of a drop-in: [Unit] first, [Install] last, in each the assignments in the order they were added. */
final class SettingsText {

    private record Line(String text, SourceSpot spot) {}

    private static final Comparator<String> SECTION_ORDER =
            Comparator.comparingInt(SettingsText::rank).thenComparing(Comparator.naturalOrder());

    private final Map<String, List<Line>> sections = new TreeMap<>(SECTION_ORDER);

    private static int rank(String section) {
        return switch (section) {
            case "Unit" -> 0;
            case "Install" -> 2;
            default -> 1;
        };
    }

    void add(Directive directive, String value, SourceSpot spot) {
        sections.computeIfAbsent(directive.section(), section -> new ArrayList<>())
                .add(new Line(directive.name() + "=" + value, spot));
    }

    boolean isEmpty() {
        return sections.isEmpty();
    }

    Authored authored() {
        StringBuilder text = new StringBuilder();
        List<SourceSpot> spots = new ArrayList<>();
        sections.forEach((section, lines) -> {
            SourceSpot first = lines.getFirst().spot();
            if (!text.isEmpty()) {
                text.append('\n');
                spots.add(first);
            }
            text.append('[').append(section).append("]\n");
            spots.add(first);
            for (Line line : lines) {
                text.append(line.text()).append('\n');
                spots.add(line.spot());
            }
        });
        return new Authored(Content.of(text.toString()), LineOrigin.listed(spots));
    }
}
