/** Reads synthesised CloudFormation templates, as far as Sallyport's resources go. */
@NullMarked
package dev.sallyport.local.emulated.template;

import org.jspecify.annotations.NullMarked;
