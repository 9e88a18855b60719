package dev.converge.schema;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.SAXException;

/** JUnit XML as its readers take it. */
public final class JunitSchema {

    private JunitSchema() {}

    /**
     * What is wrong with a document.
     *
     * @throws SAXException when it is no XML
     */
    public static List<String> complaints(String xml) throws IOException, SAXException {
        Path schema = JsonSchema.FOLDER.resolve("junit.xsd");
        Validator validator = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(schema.toFile())
                .newValidator();
        List<String> complaints = new ArrayList<>();
        validator.setErrorHandler(new XmlComplaints(complaints));
        validator.validate(new StreamSource(new StringReader(xml)));
        return complaints;
    }
}
