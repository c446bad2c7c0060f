/** Publication on an EventBridge bus. */
@NullMarked
package dev.sallyport.aws.eventbridge;

import org.jspecify.annotations.NullMarked;
