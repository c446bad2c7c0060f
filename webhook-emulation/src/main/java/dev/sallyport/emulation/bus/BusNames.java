package dev.sallyport.emulation.bus;

/** Names of buses, which callers may give as ARNs. */
final class BusNames {

    private static final String BEFORE_THE_NAME = ":event-bus/";

    private BusNames() {}

    static String ofNameOrArn(String text) {
        int place = text.indexOf(BEFORE_THE_NAME);
        return text.startsWith("arn:") && place >= 0 ? text.substring(place + BEFORE_THE_NAME.length()) : text;
    }

    static String arnOf(Location location, String bus) {
        return "arn:aws:events:" + location.region() + ':' + location.account() + BEFORE_THE_NAME + bus;
    }

    /** Rules of the default bus leave its name out. */
    static String arnOfRule(Location location, String bus, String rule) {
        return "arn:aws:events:" + location.region() + ':' + location.account() + ":rule/"
                + (bus.equals("default") ? rule : bus + '/' + rule);
    }
}
