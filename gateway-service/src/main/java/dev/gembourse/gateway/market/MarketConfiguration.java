package dev.gembourse.gateway.market;

import dev.gembourse.events.market.UnitBook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this instance keeps of the market beside the assets. */
@Configuration(proxyBeanMethods = false)
class MarketConfiguration {

    @Bean
    UnitBook unitBook() {
        return new UnitBook();
    }
}
