/**
 * What every adapter of an out port must do, as JUnit tests to inherit.
 *
 * <p>A test class implements a contract's {@code All}, or {@code @Nested} classes implement its parts one by one, and
 * supply the adapter under test. Where an adapter cannot comply, the test class overrides that test with
 * {@code @Disabled} and the reason.
 */
@NullMarked
package dev.sallyport.testkit.contract;

import org.jspecify.annotations.NullMarked;
