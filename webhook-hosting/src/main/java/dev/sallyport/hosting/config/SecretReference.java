package dev.sallyport.hosting.config;

/** Says where a secret is to be found, not what it is. */
public sealed interface SecretReference {

    /** Returns where in the configuration it stands. */
    Position at();

    /** The value of an environment variable. */
    record Env(String name, Position at) implements SecretReference {}

    /** The text of a file; a relative path starts at the configuration's directory. */
    record File(String path, Position at) implements SecretReference {}

    /** An entry of AWS Secrets Manager; only a gateway on AWS can read it. */
    record SecretsManager(String name, Position at) implements SecretReference {}

    /** The secret itself, for tests and demos. */
    record Literal(SecretText value, Position at) implements SecretReference {}
}
