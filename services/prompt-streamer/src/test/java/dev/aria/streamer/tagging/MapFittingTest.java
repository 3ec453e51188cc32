package dev.aria.streamer.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.fixtures.LogLines;
import dev.aria.fixtures.SettableClock;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.streamer.ClusteredTexts;
import dev.aria.streamer.TestRun;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A corpus whose map has four regions (aria.run.regions.count = 4). */
final class MapFittingTest {
  private static final Duration SETTLE = Duration.ofSeconds(3);

  private final SettableClock clock = new SettableClock();
  private final RawPromptsInMemory prompts = new RawPromptsInMemory();
  private final ParallelEncoder encoder =
      new ParallelEncoder(PromptEncoders.of(new ClusteredTexts()), 1);
  private final LogLines log = LogLines.of(MapFitting.class.getName());
  private final MapFitting fitting =
      new MapFitting(TestRun.run(1, "swapped", "focus", 0), prompts, encoder, clock, SETTLE);

  @AfterEach
  void stop() {
    fitting.close();
    encoder.close();
    log.close();
  }

  /** Ten seconds, in turns of 200 ms. */
  private boolean madeWithinTenSeconds() {
    for (int turn = 0; turn < 50; turn++) {
      if (fitting.turn().isPresent()) {
        return true;
      }
      clock.pass(Duration.ofMillis(200));
    }
    return false;
  }

  @Test
  void turn_onePromptForFourRegions_saysBothNumbersWithinTenSecondsAndGoesOnOnceTheyCome() {
    prompts.add("cluster 0 item 0");

    assertThat(madeWithinTenSeconds()).isFalse();
    assertThat(log.with("has 1 prompts, 1 of them usable and distinct; 4 are needed")).hasSize(1);

    for (int cluster = 1; cluster < 4; cluster++) {
      prompts.add(ClusteredTexts.text(cluster, 0));
    }
    assertThat(madeWithinTenSeconds()).isTrue();
  }

  @Test
  void turn_emptyCorpus_saysSo() {
    assertThat(madeWithinTenSeconds()).isFalse();
    assertThat(log.with("has 0 prompts")).hasSize(1);
  }

  @Test
  void turn_waitThatLasts_isToldEveryHalfMinute() {
    for (int tens = 0; tens < 12; tens++) {
      assertThat(madeWithinTenSeconds()).isFalse();
    }

    assertThat(log.with("has 0 prompts")).hasSize(4); // after 5, 35, 65 and 95 s of 120
  }

  @Test
  void turn_samePromptAgainAndAgain_countsItOnce() {
    for (int i = 0; i < 6; i++) {
      prompts.add(ClusteredTexts.text(i % 2, 0));
    }

    assertThat(madeWithinTenSeconds()).isFalse();
    assertThat(log.with("has 6 prompts, 2 of them usable and distinct; 4 are needed")).hasSize(1);
  }

  @Test
  void turn_promptsThatCannotBeEncoded_doNotCount() {
    prompts.add("refuse this");
    for (int cluster = 0; cluster < 3; cluster++) {
      prompts.add(ClusteredTexts.text(cluster, 0));
    }

    assertThat(madeWithinTenSeconds()).isFalse();
    assertThat(log.with("has 4 prompts, 3 of them usable and distinct; 4 are needed")).hasSize(1);

    prompts.add(ClusteredTexts.text(3, 0));
    assertThat(madeWithinTenSeconds()).isTrue();
  }

  @Test
  void turn_corpusThatGrowsOn_saysWhatItWaitsFor() {
    for (int second = 0; second < 10; second++) {
      prompts.add(ClusteredTexts.text(second % 4, second));
      assertThat(fitting.turn()).isEmpty();
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(log.with("once none has come for 3000 ms (aria.prompt-streamer.settle-time)"))
        .hasSize(1);
  }
}
