package dev.converge.report.sweep;

import dev.converge.report.Visible;
import java.io.Writer;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * XML with a line for each element. XML 1.0 has no way to write most control characters, and a reader refuses the whole file for one of
 * them: they are spelt out.
 */
final class XmlText {

    private final XMLStreamWriter xml;
    private int depth;

    XmlText(Writer out) throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        xml.writeStartDocument("UTF-8", "1.0");
    }

    /** @param attributes names and values in turn */
    void begin(String element, String... attributes) throws XMLStreamException {
        line();
        depth++;
        xml.writeStartElement(element);
        attributes(attributes);
    }

    /** Of the element that was just begun. */
    void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], Visible.of(attributes[i + 1]));
        }
    }

    /** One with nothing but text in it. */
    void element(String element, String text, String... attributes) throws XMLStreamException {
        line();
        xml.writeStartElement(element);
        attributes(attributes);
        xml.writeCharacters(text.lines().map(Visible::of).collect(Collectors.joining("\n")));
        xml.writeEndElement();
    }

    void end() throws XMLStreamException {
        depth--;
        line();
        xml.writeEndElement();
    }

    void finish() throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEndDocument();
        xml.close();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
