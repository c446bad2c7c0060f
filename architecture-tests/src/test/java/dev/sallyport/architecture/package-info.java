/** The architecture rules, one class per family; each rule is also run against a fixture that breaks it. */
package dev.sallyport.architecture;
