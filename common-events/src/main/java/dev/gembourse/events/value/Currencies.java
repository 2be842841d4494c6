package dev.gembourse.events.value;

/** Codes of currencies that programs name. Which units there are is data: see {@code BuiltInUnits}. */
public final class Currencies {

    public static final Unit USD = new Unit("USD");
    public static final Unit ETH = new Unit("ETH");

    private Currencies() {}
}
