package dev.aria.data.making;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.thread.DaemonThreads;
import dev.aria.data.item.AllItems;
import dev.aria.data.item.ItemReader;
import dev.aria.data.item.ItemSource;
import dev.aria.data.item.SourceItem;
import dev.aria.data.picture.ModelPicture;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.runtime.pairs.PairLayout;
import dev.aria.runtime.pairs.PairedSetManifest;
import dev.aria.runtime.pairs.ShardedPairs;
import dev.aria.runtime.pairs.writing.PairBatch;
import dev.aria.runtime.pairs.writing.PairedSetWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes a paired set of sources. One thread reads items and writes pairs in their order, the
 * workers decode and encode batches of items between. What is under way is bounded, and a set that
 * was cut short is gone on with after the batches that are written.
 */
public final class PairMaking {
  private static final int BATCHES_PER_WORKER = 2;

  private final PairModels models;
  private final MakingSettings settings;
  private final MakingProgress progress;

  /** Makes pairs by {@code models}. */
  public PairMaking(PairModels models, MakingSettings settings, MakingProgress progress) {
    this.models = models;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Makes the set in {@code folder}, or finishes it.
   *
   * @return its manifest
   * @throws MakingFailed naming the item when codec or encoder fail; run it again to go on
   * @throws IllegalArgumentException when the set was begun from other sources or models
   */
  public PairedSetManifest make(Path folder, List<ItemSource> sources) {
    ModelPicture pictures = new ModelPicture(models.codec().pictureShape());
    ExecutorService workers =
        Executors.newFixedThreadPool(settings.workers(), new DaemonThreads("pair-maker"));
    try (PairedSetWriter writer = PairedSetWriter.open(folder, layout(), recipe(), named(sources));
        AllItems items = new AllItems(sources)) {
      if (items.skip(writer.items()) < writer.items()) {
        throw new IllegalArgumentException(
            "the sources have fewer than the %d items that %s has done; give the same sources"
                .formatted(writer.items(), folder));
      }
      Deque<Future<PairBatch>> underWay = new ArrayDeque<>();
      for (List<SourceItem> batch = next(items); !batch.isEmpty(); batch = next(items)) {
        List<SourceItem> taken = batch;
        underWay.add(workers.submit(() -> BatchMaking.of(models, pictures, taken)));
        if (underWay.size() > BATCHES_PER_WORKER * settings.workers()) {
          write(underWay.remove(), writer, items);
        }
      }
      while (!underWay.isEmpty()) {
        write(underWay.remove(), writer, items);
      }
      return writer.finish();
    } finally {
      end(workers);
    }
  }

  /** Until they are done, codec and tokenizers may not be closed: they are native. */
  private static void end(ExecutorService workers) {
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("a worker has not ended within 5 minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the workers ended", e);
    }
  }

  private List<SourceItem> next(ItemReader items) {
    List<SourceItem> batch = new ArrayList<>();
    Optional<SourceItem> item = items.next();
    while (item.isPresent()) {
      batch.add(item.get());
      item = batch.size() < settings.batch() ? items.next() : Optional.empty();
    }
    return batch;
  }

  private void write(Future<PairBatch> batch, PairedSetWriter writer, ItemReader items) {
    try {
      writer.append(batch.get());
      progress.at(items.bytesRead(), writer.pairs(), writer.rejected());
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      throw new MakingFailed(
          "%s; %d items before it are kept, run the same command to go on"
              .formatted(cause == null ? failure : cause.getMessage(), writer.items()),
          cause);
    } catch (IllegalArgumentException bad) {
      throw new MakingFailed(
          "%s; %d items before it are kept".formatted(bad.getMessage(), writer.items()), bad);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new MakingFailed("interrupted; run the same command to go on", stop);
    }
  }

  private PairLayout layout() {
    List<Integer> latent = models.codec().latentShape();
    int rows = settings.rowsPerShard();
    return new PairLayout(
        latent,
        settings.latentType(),
        models.conditionShape(),
        models.regions().map(ConditionEncoder::dimension).orElse(0),
        ElementType.FLOAT16,
        rows > 0
            ? rows
            : PairLayout.suitableRows(latent, settings.latentType(), models.conditionShape()));
  }

  private Map<String, String> recipe() {
    return Map.of(
        "codec",
        models.codec().digest(),
        "pictures",
        models.codec().pictureShape() + ", " + ModelPicture.RULE,
        ShardedPairs.CONDITIONS,
        models.conditions().map(ConditionEncoder::digest).orElse("the sources"),
        "regions from",
        models.regions().map(ConditionEncoder::digest).orElse("the conditions"));
  }

  /** What must not change before the set is finished. */
  private Map<String, String> named(List<ItemSource> sources) {
    Map<String, String> named = new TreeMap<>();
    named.put("batch", Integer.toString(settings.batch()));
    for (int i = 0; i < sources.size(); i++) {
      named.put("source %d".formatted(i), sources.get(i).identity());
    }
    return named;
  }
}
