// The end-to-end tests wait for processes; two at a time keep two cores busy. Those that measure time run alone.
[assembly: LevelOfParallelism(2)]
