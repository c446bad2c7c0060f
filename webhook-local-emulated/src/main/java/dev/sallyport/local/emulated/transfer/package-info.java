/** State on AWS, or on what answers like it, as an engine that `export` reads and `import` fills. */
@NullMarked
package dev.sallyport.local.emulated.transfer;

import org.jspecify.annotations.NullMarked;
