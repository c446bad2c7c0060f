package dev.sallyport.aws.dynamodb.table;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A condition or a change in the service's language, with the values that it names. Immutable and thread-safe.
 *
 * @param text the expression
 * @param values by their names in it, which begin with a colon
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html">expressions</a>
 */
public record Expression(String text, Map<String, AttributeValue> values) {

    /** Holds while there is no item. */
    public static final Expression IS_NEW = of("attribute_not_exists(" + DynamoDbLayout.PARTITION_KEY + ")");

    /** Holds while there is an item. */
    public static final Expression EXISTS = of("attribute_exists(" + DynamoDbLayout.PARTITION_KEY + ")");

    public Expression {
        values = Map.copyOf(values);
    }

    /** Makes an expression that names no values yet. */
    public static Expression of(String text) {
        return new Expression(text, Map.of());
    }

    /** Makes a condition that holds while an item has the revision before that of its replacement. */
    public static Expression isBefore(Item replacement) {
        return of(DynamoDbLayout.REVISION + " = :before")
                .with(":before", replacement.number(DynamoDbLayout.REVISION) - 1);
    }

    /** Adds a number. */
    public Expression with(String name, long value) {
        return with(name, AttributeValue.fromN(Long.toString(value)));
    }

    /** Adds a text. */
    public Expression with(String name, String value) {
        return with(name, AttributeValue.fromS(value));
    }

    /** Adds a value. */
    public Expression with(String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(values);
        more.put(name, value);
        return new Expression(text, more);
    }

    /** Returns a condition that holds if this one and another do. */
    public Expression and(Expression other) {
        return join("AND", other);
    }

    /** Returns a condition that holds if this one or another does. */
    public Expression or(Expression other) {
        return join("OR", other);
    }

    private Expression join(String operator, Expression other) {
        Map<String, AttributeValue> more = new HashMap<>(values);
        more.putAll(other.values);
        return new Expression("(" + text + ") " + operator + " (" + other.text + ")", more);
    }

    /** Returns the values as the service takes them, which refuses an empty list. */
    @Nullable
    Map<String, AttributeValue> valuesOrNull() {
        return values.isEmpty() ? null : values;
    }

    /** Returns the values of this and of another expression of the same request. */
    @Nullable
    Map<String, AttributeValue> valuesWith(Expression other) {
        Map<String, AttributeValue> more = new HashMap<>(values);
        more.putAll(other.values);
        return more.isEmpty() ? null : more;
    }
}
