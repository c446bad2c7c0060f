/** What the adapters of all AWS services share; each service has a package of its own below, and knows no
 * other; {@code inline} joins several. */
@NullMarked
package dev.sallyport.aws;

import org.jspecify.annotations.NullMarked;
