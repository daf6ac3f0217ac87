"""What the tasks of the SOP's steps do: one file a task, each leaving its event and its papers; `umum` is shared."""
