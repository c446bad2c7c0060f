package dev.sallyport.infra.synthesis;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that synthesises templates, which the CDK does in Node.js. Without one of version 20 or later it is skipped and
 * says so; with {@code -Dsallyport.node.required=true}, as in CI, it fails.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(NodePresence.class)
public @interface RequiresNode {}
