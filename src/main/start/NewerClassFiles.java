import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar, its class files brought to a format that the JVM can keep ready (Java 17's). picocli's are of Java 5, which the JVM
 * loads and verifies the slow way at every start: 90 ms of 210 for {@code converge --version}.
 *
 * <p>bin/converge runs this from its source, with Java 25 or later; without the copy converge only starts more slowly.
 */
final class NewerClassFiles {

    private static final int FORMAT = 61;

    private NewerClassFiles() {}

    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        try (ZipFile jar = new ZipFile(from.toFile());
                URLClassLoader classes = new URLClassLoader(new URL[] {from.toUri().toURL()});
                OutputStream file = Files.newOutputStream(Path.of(arguments[1]));
                ZipOutputStream copy = new ZipOutputStream(file)) {
            // To write down the types on the stack it must know which class extends which.
            ClassFile format = ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
            for (ZipEntry entry : Collections.list(jar.entries())) {
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                copy.putNextEntry(new ZipEntry(entry.getName()));
                copy.write(entry.getName().endsWith(".class") ? newer(format, bytes) : bytes);
                copy.closeEntry();
            }
        }
    }

    private static byte[] newer(ClassFile format, byte[] bytes) {
        ClassModel model = format.parse(bytes);
        if (model.majorVersion() >= FORMAT || model.isModuleInfo()) {
            return bytes;
        }
        return format.transformClass(
                model,
                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                        .andThen(ClassTransform.endHandler(end -> end.withVersion(FORMAT, 0))));
    }
}
