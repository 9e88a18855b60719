package dev.converge.report.sweep;

import dev.converge.check.Sweep.Budget;
import java.util.Locale;

/** A bar as wide as the largest of what there is, what is granted and what is used. The policy of the page allows no widths in styles, so it is a drawing. */
final class BudgetBar {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 10;

    private final Budget budget;
    private final double scale;

    BudgetBar(Budget budget) {
        this.budget = budget;
        long largest = Math.max(
                1,
                Math.max(
                        budget.total(), Math.max(budget.granted(), budget.used().orElse(0))));
        this.scale = (double) WIDTH / largest;
    }

    /** @param label for those who do not see it */
    void write(Markup html, String label) {
        html.open(
                "svg",
                "class",
                "bar",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                label);
        rectangle(html, "track", 0, 0, WIDTH, HEIGHT);
        rectangle(html, "granted", 0, 0, scale * Math.min(budget.granted(), budget.total()), HEIGHT);
        if (budget.granted() > budget.total()) {
            double end = scale * budget.total();
            rectangle(html, "over", end, 0, scale * budget.granted() - end, HEIGHT);
            rectangle(html, "end", end, 0, 1, HEIGHT);
        }
        budget.used().ifPresent(used -> rectangle(html, "used", 0, 3, scale * used, HEIGHT - 6));
        html.close("svg");
    }

    static void rectangle(Markup html, String style, double x, double y, double width, double height) {
        html.open(
                "rect",
                "class",
                style,
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(width),
                "height",
                number(height));
        html.close("rect");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", Math.max(0, value));
    }
}
