package dev.converge.report.sweep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page to mail as a browser takes it apart: elements and attributes, of which it has no others than those that we write. */
public record MarkedPage(String page) {

    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*)((?:\"[^\"]*\"|[^\">])*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)=\"([^\"]*)\"");
    private static final Set<String> ELEMENTS = Set.of(
            "html", "head", "meta", "title", "style", "body", "header", "section", "article", "footer", "h1", "h2",
            "h3", "h4", "p", "pre", "code", "b", "small", "span", "div", "a", "ul", "li", "dl", "dt", "dd", "table",
            "thead", "tbody", "tr", "th", "td", "details", "summary", "svg", "rect");
    private static final Set<String> ATTRIBUTES = Set.of(
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "class",
            "id",
            "href",
            "open",
            "viewBox",
            "preserveAspectRatio",
            "aria-hidden",
            "aria-label",
            "role",
            "data-of",
            "x",
            "y",
            "width",
            "height");

    /** What is in it that does not belong there, and what is not closed. */
    public static List<String> complaints(String page) {
        MarkedPage marked = new MarkedPage(page);
        List<String> complaints = new ArrayList<>();
        marked.tags()
                .map(tag -> tag.group(1))
                .filter(tag -> !ELEMENTS.contains(tag))
                .forEach(complaints::add);
        marked.attributes()
                .map(attribute -> attribute.group(1))
                .filter(attribute -> !ATTRIBUTES.contains(attribute))
                .forEach(complaints::add);
        marked.attributes()
                .filter(attribute -> attribute.group(1).equals("href"))
                .filter(link -> !link.group(2).matches("#host-[0-9]+"))
                .map(MatchResult::group)
                .forEach(complaints::add);
        marked.unclosed().forEach(complaints::add);
        return complaints;
    }

    private Stream<String> unclosed() {
        Deque<String> open = new ArrayDeque<>();
        List<String> wrong = new ArrayList<>();
        tags().forEach(tag -> {
            if (tag.group().startsWith("</")) {
                if (!tag.group(1).equals(open.poll())) {
                    wrong.add(tag.group());
                }
            } else if (!tag.group(1).equals("meta")) {
                open.push(tag.group(1));
            }
        });
        return Stream.concat(wrong.stream(), open.stream());
    }

    private Stream<MatchResult> tags() {
        return TAG.matcher(page).results();
    }

    private Stream<MatchResult> attributes() {
        return tags().flatMap(tag -> ATTRIBUTE.matcher(tag.group(2)).results());
    }
}
