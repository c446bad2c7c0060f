/** What the architecture tests share: where things are, how a rule is proved, and conditions that ArchUnit lacks. */
package dev.sallyport.architecture.law;
