package dev.aria.data.generation;

import dev.aria.core.digest.Sha256;
import dev.aria.core.record.PromptRecord;
import dev.aria.core.tensor.Tensor;
import dev.aria.data.item.Captions;
import dev.aria.data.item.Content;
import dev.aria.data.item.ItemReader;
import dev.aria.data.item.ItemSource;
import dev.aria.data.item.SourceItem;
import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Latents that the teacher itself draws, for the prompts of a text file, a line a prompt. The file
 * is read over again when more are asked for than it has lines; item i has noise of seed + i.
 */
public final class GeneratedSource implements ItemSource {
  private final Path prompts;
  private final int count;
  private final int batch;
  private final long seed;
  private final LatentSampler sampler;

  /**
   * @param count items
   * @param batch items that are drawn at once; another one may round otherwise
   */
  public GeneratedSource(Path prompts, int count, int batch, long seed, LatentSampler sampler) {
    if (count < 1) {
      throw new IllegalArgumentException("at least 1 picture must be drawn, got " + count);
    }
    this.prompts = prompts;
    this.count = count;
    this.batch = batch;
    this.seed = seed;
    this.sampler = sampler;
  }

  @Override
  public String identity() {
    return "%d drawn for %s of SHA-256 %s, seed %d, by %s"
        .formatted(count, prompts.getFileName(), digest(), seed, sampler.identity());
  }

  private String digest() {
    try {
      return Sha256.of(prompts);
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read the prompts in " + prompts, failure);
    }
  }

  /** Of the latents. */
  @Override
  public long bytes() {
    return count * latentBytes();
  }

  private long latentBytes() {
    return sampler.latentShape().stream().mapToLong(Integer::longValue).reduce(4, (a, b) -> a * b);
  }

  @Override
  public ItemReader open() {
    return new Reader();
  }

  private final class Reader implements ItemReader {
    private final PromptCycle lines = new PromptCycle(prompts);
    private final Deque<SourceItem> drawn = new ArrayDeque<>();
    private int taken;

    @Override
    public long skip(long items) {
      long skipped = 0;
      while (skipped < items && taken < count) {
        if (drawn.poll() == null) {
          lines.next();
        }
        taken++;
        skipped++;
      }
      return skipped;
    }

    @Override
    public Optional<SourceItem> next() {
      if (taken == count) {
        return Optional.empty();
      }
      if (drawn.isEmpty()) {
        draw(Math.min(count - taken, batch - taken % batch));
      }
      taken++;
      return Optional.of(drawn.remove());
    }

    private void draw(int items) {
      List<String> names = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      List<Long> seeds = new ArrayList<>();
      for (int i = 0; i < items; i++) {
        String line = lines.next();
        String name = "%s/%d".formatted(prompts.getFileName(), taken + i);
        try {
          texts.add(new PromptRecord(line, Optional.empty()).text());
          names.add(name);
          seeds.add(seed + taken + i);
        } catch (IllegalArgumentException bad) {
          drawn.add(SourceItem.broken(name, "bad caption: " + bad.getMessage()));
        }
      }
      if (!texts.isEmpty()) {
        addLatents(names, texts, sampler.sample(texts, seeds));
      }
    }

    private void addLatents(List<String> names, List<String> texts, Tensor latents) {
      for (int i = 0; i < names.size(); i++) {
        float[] values = new float[latents.rowSize()];
        latents.readRow(i, values, 0);
        Content content =
            new Content.Latent(sampler.latentShape(), FloatBuffer.wrap(values), Optional.empty());
        drawn.add(new SourceItem(names.get(i), Captions.of(texts.get(i)), content));
      }
    }

    @Override
    public long bytesRead() {
      return taken * latentBytes();
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  /**
   * Checks that there is a prompt.
   *
   * @throws SourceUnreadable when the file is missing or holds none
   */
  public GeneratedSource checked() {
    try (PromptCycle lines = new PromptCycle(prompts)) {
      lines.next();
      return this;
    }
  }
}
