package dev.aria.trials.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import org.junit.jupiter.api.Test;

final class CampaignTest {
  @Test
  void records_ofARun_areAlsoThoseOfItsReplay() {
    RunSettings run = Settings.load("-Daria.run.name=r").run();

    assertThat(Campaign.records(run))
        .extracting(topic -> topic.name())
        .anyMatch(name -> name.contains("draws"))
        .anyMatch(name -> name.contains("gradients.student"))
        .anyMatch(name -> name.contains("gradients.replayed"))
        .anyMatch(name -> name.contains("peers.replayed"));
  }
}
