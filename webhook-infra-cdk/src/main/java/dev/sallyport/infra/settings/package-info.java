/** What all constructs share: names, what becomes of data, the style of inputs. */
@NullMarked
package dev.sallyport.infra.settings;

import org.jspecify.annotations.NullMarked;
