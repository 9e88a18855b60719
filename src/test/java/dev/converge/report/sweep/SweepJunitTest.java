package dev.converge.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What readers of JUnit XML hold a file to. */
final class SweepJunitTest {

    static Stream<String> names() {
        return SweepSamples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theNumbersAreThoseOfTheTestCases(String name) throws Exception {
        Document junit = parse(SweepJunit.text(SweepSamples.named(name)));

        for (Element suite : all(junit.getDocumentElement(), "testsuite")) {
            assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
            assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
            assertThat(suite.getAttribute("errors")).isEqualTo(count(suite, "error"));
            assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
            assertThat(suite.getAttribute("time")).isEqualTo("0");
        }
        for (Element test : all(junit.getDocumentElement(), "testcase")) {
            assertThat(all(test, "failure").size()
                            + all(test, "error").size()
                            + all(test, "skipped").size())
                    .as("%s", test.getAttribute("name"))
                    .isLessThan(2);
            assertThat(test.getAttribute("classname")).isEqualTo(((Element) test.getParentNode()).getAttribute("name"));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void noTestCaseIsThereTwice(String name) throws Exception {
        Document junit = parse(SweepJunit.text(SweepSamples.named(name)));

        assertThat(all(junit.getDocumentElement(), "testcase"))
                .extracting(test -> test.getAttribute("classname") + "/" + test.getAttribute("name"))
                .doesNotHaveDuplicates();
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String count(Element within, String element) {
        return Integer.toString(all(within, element).size());
    }

    private static List<Element> all(Element within, String element) {
        NodeList found = within.getElementsByTagName(element);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
