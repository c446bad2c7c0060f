package dev.sallyport.emulation.bus;

/**
 * Where a service pretends to be.
 *
 * @param account twelve digits
 * @param region such as {@code us-east-1}
 */
public record Location(String account, String region) {

    /** The account and region that the emulators use if nobody says otherwise. */
    public static final Location USUAL = new Location("000000000000", "us-east-1");
}
