package dev.aria.trials.soak;

import dev.aria.trials.soak.MemoryTrace.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws resident memory over time, a line a process. */
final class MemoryPlot {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 600;
  private static final double KIB_PER_MIB = 1024;

  private MemoryPlot() {}

  /** Writes a PNG. */
  static void write(List<MemoryTrace> traces, String title, Path file) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("seconds")
            .yAxisTitle("resident memory, MiB")
            .build();
    chart.getStyler().setYAxisMin(0.0);
    for (MemoryTrace trace : traces) {
      double[] seconds = trace.samples().stream().mapToDouble(Sample::seconds).toArray();
      double[] mebibytes =
          trace.samples().stream().mapToDouble(s -> s.kibibytes() / KIB_PER_MIB).toArray();
      chart.addSeries(trace.process(), seconds, mebibytes).setMarker(SeriesMarkers.NONE);
    }
    try {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }
}
