package dev.converge.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ExtendsNode;
import io.pebbletemplates.pebble.node.ImportNode;
import io.pebbletemplates.pebble.node.IncludeNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.Writer;

/**
 * Goes through a parsed template once: puts a check of the {@link Deadline} into every block, and looks whether the files it includes are
 * there, because Pebble's own failure at rendering time does not tell the line.
 */
final class TemplateInspection extends AbstractNodeVisitor {

    private final TemplateFolder folder;

    TemplateInspection(TemplateFolder folder, PebbleTemplateImpl template) {
        super(template);
        this.folder = folder;
    }

    @Override
    public void visit(BodyNode body) {
        super.visit(body);
        body.getChildren().addFirst(new DeadlineNode(body.getLineNumber()));
    }

    @Override
    public void visit(IncludeNode include) {
        requireFile(include.getIncludeExpression(), include.getLineNumber());
        super.visit(include);
    }

    @Override
    public void visit(ImportNode imported) {
        requireFile(imported.getImportExpression(), imported.getLineNumber());
        super.visit(imported);
    }

    @Override
    public void visit(ExtendsNode extending) {
        requireFile(extending.getParentExpression(), extending.getLineNumber());
        super.visit(extending);
    }

    private void requireFile(Expression<?> name, int line) {
        if (name instanceof LiteralStringExpression literal) {
            try {
                folder.bytes(String.valueOf(literal.getValue()));
            } catch (RefusedFileException refused) {
                throw new PebbleException(
                        refused, refused.reason(), line, getTemplate().getName());
            }
        }
    }

    private static final class DeadlineNode extends AbstractRenderableNode {

        DeadlineNode(int line) {
            super(line);
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
            Deadline.check();
        }

        @Override
        public void accept(NodeVisitor visitor) {
            visitor.visit(this);
        }
    }
}
