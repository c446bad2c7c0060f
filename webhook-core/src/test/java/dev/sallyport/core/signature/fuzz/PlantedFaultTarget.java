package dev.sallyport.core.signature.fuzz;

/** What Jazzer runs when it has to show that it bites; the fault is named by a system property. */
public final class PlantedFaultTarget {

    static final String FAULT = "sallyport.planted";

    private static final PlantedFault PLANTED = PlantedFault.valueOf(System.getProperty(FAULT));

    private PlantedFaultTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        PLANTED.meets(input);
    }
}
