package dev.sallyport.architecture.law;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * The packages of one universe. A fixture is laid out like the product under a root of its own, so that the very rule
 * that holds for the product can be run against it.
 *
 * @param root the package above {@code core}, {@code testkit}, {@code hosting}, {@code aws}, {@code lambda}, {@code infra},
 *     {@code emulation}, {@code local}
 */
public record Rooms(String root) {

    public static final Rooms OF_THE_PRODUCT = new Rooms("dev.sallyport");

    private static final String FIXTURES = "dev.sallyport.architecture.fixtures.";

    /** Returns the universe of the fixture in that package beside this one's parent. */
    public static Rooms ofFixture(String name) {
        return new Rooms(FIXTURES + name);
    }

    /** Returns the pattern of everything. */
    public String all() {
        return root + "..";
    }

    /** Returns the pattern of a package and everything below, for example {@code tree("core.signature")}. */
    public String tree(String name) {
        return in(name) + "..";
    }

    /** Returns the full name of one package. */
    public String in(String name) {
        return root + "." + name;
    }

    /** Returns the pattern of the whole core. */
    public String core() {
        return tree("core");
    }

    /**
     * Returns the room of the core that a class lives in: the first name below {@code core}, or the first two below
     * {@code core.port}; empty for the core's own package and for classes outside the core.
     */
    public String roomOf(JavaClass type) {
        String corePrefix = in("core") + ".";
        if (!type.getPackageName().startsWith(corePrefix)) {
            return "";
        }
        String[] names = type.getPackageName().substring(corePrefix.length()).split("\\.", -1);
        return names[0].equals("port") && names.length > 1 ? "port." + names[1] : names[0];
    }
}
