"""What runs the house: embedded servers, assets, catalogues and the processes of a demo."""
