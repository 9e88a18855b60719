package dev.converge.schema;

import java.util.List;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

/** Collects what a validator says against an XML document, so that all of it is told. */
record XmlComplaints(List<String> told) implements ErrorHandler {

    @Override
    public void warning(SAXParseException complaint) {
        told.add(complaint.toString());
    }

    @Override
    public void error(SAXParseException complaint) {
        told.add(complaint.toString());
    }

    @Override
    public void fatalError(SAXParseException complaint) throws SAXParseException {
        throw complaint;
    }
}
