/** The archive in an S3 bucket. */
@NullMarked
package dev.sallyport.aws.s3;

import org.jspecify.annotations.NullMarked;
